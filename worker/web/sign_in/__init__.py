"""Who may see the pages, and how one signs in."""

"""How the installation is, and telling staff what is wrong."""

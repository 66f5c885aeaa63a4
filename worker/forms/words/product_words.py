"""What is licensed and moved, and between what: words that say nothing of an answer."""

NAMES = ("Balsamiq", "Mockups", "Wireframes", "Confluence", "Jira", "Atlassian", "Marketplace")
PRODUCTS = (*NAMES, "Server", "plugin", "plug-in", "add-on", "app", "license", "licence", "for", "and")

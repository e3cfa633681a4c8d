"""What people read: tables, charts, pages, and the site that holds them."""

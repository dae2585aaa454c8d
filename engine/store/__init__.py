"""What is kept: the tables, the transactions over them, the trail, search, and the job table."""

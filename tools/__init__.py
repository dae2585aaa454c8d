"""What developers run beside the product; nothing of it is installed or imported by the house."""

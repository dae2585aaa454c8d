"""What people may see: one rule of visibility for every list and every look-up."""

"""The engine of 哨到: what the field is, how a diagram moves a case, how nothing is lost."""

"""FEEL 1.5: the expression language of policy, pure and budgeted (DMN 1.5 §10)."""

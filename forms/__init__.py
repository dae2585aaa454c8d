"""The form language: form-js JSON becomes a schema, answers become clean data or errors."""

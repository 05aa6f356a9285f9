"""What a Document, a Plan, a Criterion and a Unit are, and how they are kept. Knows no other room."""

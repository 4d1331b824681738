"""Who is told what, where and when: in the product and by mail."""

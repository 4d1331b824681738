"""First floor: HTTP without any capability. Shell, access, forms, filters, assets, error pages."""

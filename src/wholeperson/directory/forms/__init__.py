"""What people type here. Every sentence is our own."""

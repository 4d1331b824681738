"""What a process is: the file read, checked and proved, and the calendar it reckons with. No database."""

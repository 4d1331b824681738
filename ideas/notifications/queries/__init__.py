"""What is read about telling: the inbox, the content of a mail, the demo mailbox."""

"""What the law wants said: accessibility, with a way to report what does not work, personal data, cookies."""

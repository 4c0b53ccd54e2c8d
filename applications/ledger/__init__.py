"""What each change leaves behind: a row in the trail, and the mail it owes."""

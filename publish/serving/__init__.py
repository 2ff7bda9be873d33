"""The server of an event: a folder of finished files, offered to every phone in the room."""

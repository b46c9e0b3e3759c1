"""What happens to people's messages while parts of the assistant die, hang or lose their disk: loopback only."""

"""What happens in the demo county, story by story."""

"""The pages behind the side bar; none knows another."""

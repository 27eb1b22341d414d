"""The classroom: pictures, explorers and exercises for the lessons."""

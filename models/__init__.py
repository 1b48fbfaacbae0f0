"""Models that come with the tool and the code that trains them."""

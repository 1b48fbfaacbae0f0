"""The copy of a blacked-out PDF that is published and kept: PDF/A where that can be shown, with its id printed."""

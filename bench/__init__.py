"""What pages and acts cost as a county grows: `python -m bench 1000 10000`; see `bench/__main__.py`."""

"""Settings, addresses and the WSGI entry: the only place that knows how an installation is put together."""

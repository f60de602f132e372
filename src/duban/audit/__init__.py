"""The chained record of every act: entries, their verifier, and the rows they vouch for."""

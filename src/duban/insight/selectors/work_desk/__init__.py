"""工作台: what somebody must do, and what he waits for."""

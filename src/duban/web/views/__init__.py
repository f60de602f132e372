"""The pages: each view asks selectors and renders, or takes a form and calls one action."""

"""督查通报 and 督查专报: gathering what changed, writing it as a text that can be edited, and the paper made of it."""

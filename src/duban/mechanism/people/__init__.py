"""Who somebody is to a case, who may be asked, and who may see (一, 三, 四)."""

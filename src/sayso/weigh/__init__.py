"""How much statements weigh, once it is known which of them are one."""

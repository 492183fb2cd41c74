"""Drivers: which module, which connect arguments, which errors mean a lost connection."""

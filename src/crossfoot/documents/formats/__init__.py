"""The formats that can be read, one file each: `SUFFIXES` and `read(data, name)`."""

# Compiled for the loops over rows; nothing here needs C types.

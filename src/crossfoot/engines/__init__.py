"""The same relations in the validation frameworks and table engines; each loads when used."""

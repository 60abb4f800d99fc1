"""The rules that find citations, a module a family; `table` has them all in the order of precedence."""

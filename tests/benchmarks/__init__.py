"""How the pipeline does on four public benchmarks; each module translates its results into one benchmark's form."""

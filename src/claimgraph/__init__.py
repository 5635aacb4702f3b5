"""Shows what a public claim about AI rests on."""

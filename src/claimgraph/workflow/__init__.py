"""The only composer: wires ports to adapters; one function a use-case."""

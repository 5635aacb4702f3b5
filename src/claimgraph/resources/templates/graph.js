"use strict";
// Texts reach the page through textContent and vis-network's plain titles only: what a document says is never markup.
(() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const element = (id) => document.getElementById(id);
  const every = read("nodes");
  const lines = read("edges");
  const start = read("start");
  const near = every.map(() => new Set());
  for (const line of lines) {
    near[line.from].add(line.to);
    near[line.to].add(line.from);
  }

  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  const network = new vis.Network(element("graph"), { nodes, edges }, read("options"));
  const nothing = element("detail").textContent;
  let chosen = null;

  const surroundings = (from) => {
    const met = new Set([from]);
    for (const node of met) { // a Set is walked in order of insertion, additions included: breadth first
      for (const next of near[node]) if (met.size < start.shown) met.add(next);
    }
    return [...met];
  };

  const fit = () => network.fit({ animation: false });

  // A picture too small to read opens on its first node instead; "Fit" still shows the whole.
  const look = (id) => {
    fit();
    if (network.getScale() >= 0.45) return;
    network.moveTo({ position: network.getPosition(id), scale: 0.75 });
    element("shown").textContent += " They are too many to read at once: “Fit” shows them all, the view is on one of them.";
  };

  const opening = Object.keys(start.at).map(Number);

  const show = (ids, lead, at = {}) => {
    const kept = new Set(ids);
    edges.clear();
    nodes.clear();
    nodes.add(every.filter((n) => kept.has(n.id)).map((n) => (at[n.id] ? { ...n, x: at[n.id][0], y: at[n.id][1] } : n)));
    edges.add(lines.filter((l) => kept.has(l.from) && kept.has(l.to)));
    const all = kept.size === every.length ? "All" : `${kept.size} of`;
    element("shown").textContent = `${all} ${every.length} nodes are shown.`;
    if (ids.length) look(lead);
  };

  const tell = (text) => { element("detail").textContent = text || nothing; };

  const choose = (id, move) => {
    chosen = id;
    element("near").disabled = id === null;
    if (id === null) { tell(""); return; }
    if (!nodes.get(id)) show(surroundings(id), id);
    network.selectNodes([id]);
    if (move) network.focus(id, { scale: Math.max(network.getScale(), 0.9), animation: false });
    tell(every[id].title);
  };

  network.on("click", (event) => {
    if (event.nodes.length) choose(event.nodes[0], false);
    else if (event.edges.length) tell(edges.get(event.edges[0]).title);
    else choose(null, false);
  });
  network.on("hoverNode", (event) => { if (chosen === null) tell(every[event.node].title); });
  network.on("hoverEdge", (event) => { if (chosen === null) tell(lines[event.edge].title); });

  const zoom = (factor) => network.moveTo({ scale: network.getScale() * factor });
  element("closer").addEventListener("click", () => zoom(1.3));
  element("farther").addEventListener("click", () => zoom(1 / 1.3));
  element("fit").addEventListener("click", fit);
  element("near").addEventListener("click", () => { const id = chosen; show(surroundings(id), id); choose(id, true); });
  element("opening").addEventListener("click", () => { show(opening, start.lead, start.at); choose(null, false); });

  element("search").addEventListener("input", () => {
    const words = element("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    const hits = words.length ? every.filter((n) => words.every((w) => n.label.toLowerCase().includes(w))) : [];
    element("found").replaceChildren(...hits.slice(0, 30).map((node) => {
      const item = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = `${node.kind}: ${node.label.replaceAll("\n", " · ")}`;
      button.addEventListener("click", () => choose(node.id, true));
      item.append(button);
      return item;
    }));
  });

  show(opening, start.lead, start.at);
  window.claimgraph = { network, choose }; // for scripts that drive the page
})();

//! Edges without which a graph falls apart (Tarjan's low-link).

const NONE: usize = usize::MAX;

/// Per edge whether it is a bridge. Two edges between the same vertices are no bridges, an edge from a vertex to itself
/// never is one.
pub(super) fn bridges(vertices: usize, edges: &[(usize, usize)]) -> Vec<bool> {
    let mut around: Vec<Vec<(usize, usize)>> = vec![Vec::new(); vertices];
    for (edge, (a, b)) in edges.iter().enumerate() {
        around[*a].push((*b, edge));
        around[*b].push((*a, edge));
    }
    let mut found = vec![false; edges.len()];
    // When a vertex was entered, and the earliest vertex that it reaches without the edge it was entered by.
    let (mut entered, mut low) = (vec![NONE; vertices], vec![NONE; vertices]);
    let mut clock = 0;
    for start in 0..vertices {
        if entered[start] != NONE {
            continue;
        }
        // Vertex, the edge it was entered by, and how many of its edges have been followed.
        let mut path = vec![(start, NONE, 0)];
        (entered[start], low[start]) = (clock, clock);
        clock += 1;
        while let Some((vertex, by, followed)) = path.last_mut() {
            if let Some((next, edge)) = around[*vertex].get(*followed).copied() {
                *followed += 1;
                if edge == *by {
                    continue;
                }
                if entered[next] == NONE {
                    (entered[next], low[next]) = (clock, clock);
                    clock += 1;
                    path.push((next, edge, 0));
                } else {
                    low[*vertex] = low[*vertex].min(entered[next]);
                }
                continue;
            }
            let (vertex, by) = (*vertex, *by);
            path.pop();
            if let Some((parent, _, _)) = path.last() {
                low[*parent] = low[*parent].min(low[vertex]);
                found[by] = low[vertex] > entered[*parent];
            }
        }
    }
    found
}

/** What the particles of a swarm start from: a grid, places drawn evenly from a box, a Gaussian. */
export const swarmStarts = ['grid', 'box', 'gaussian'] as const;
export type SwarmStarts = (typeof swarmStarts)[number];

/** What a particle's colour says: where its run ends, how high it is, how long its last step was. */
export const swarmColours = ['basin', 'loss', 'speed'] as const;
export type SwarmColour = (typeof swarmColours)[number];

/** What of it is drawn on the map: its particles, the lines of their density, nothing. */
export const swarmsOnMap = ['points', 'density', 'none'] as const;
export type SwarmOnMap = (typeof swarmsOnMap)[number];

import type { Socket } from 'node:net';

import type { FastifyInstance } from 'fastify';

/**
 * Closes, when the product stops, connections over which nothing was ever asked. Browsers open such in advance; Node does not
 * count them as idle, and would wait for their first request for a minute.
 */
export function closeUnusedConnections(fastify: FastifyInstance): void {
  const unused = new Set<Socket>();
  fastify.server.on('connection', (socket: Socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  fastify.server.on('request', ({ socket }) => unused.delete(socket));
  fastify.addHook('preClose', async () => {
    for (const socket of unused) socket.destroy();
  });
}

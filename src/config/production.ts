// Packages check themselves less where this says that it is in earnest: graphql takes a tenth less time for an answer. Imported before any of them.
process.env['NODE_ENV'] ??= 'production';

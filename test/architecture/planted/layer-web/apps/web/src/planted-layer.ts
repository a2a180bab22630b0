import '#domain';

import '#jobs';

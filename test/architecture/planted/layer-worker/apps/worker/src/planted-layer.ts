import '#read-models';

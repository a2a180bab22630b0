import '#jobs/testing';

// sen-worker, staff pages: keys and swapped fragments. Every page works without this file.
